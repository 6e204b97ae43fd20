/** Which pictures of a mail are shown: those that came with it. The rest leave a place holder or nothing. */

/** Raster only: an SVG is a document, not a picture. */
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,[a-z\d+/=\s]*$/i;

/** Smaller is a tracking pixel or a spacer: its place would only be noise. */
const VISIBLE_PX = 4;

export type PictureFate =
  /** From the mail itself. */
  | 'shown'
  /** From the internet: not loaded. */
  | 'blocked'
  /** Points to nothing that could be shown. */
  | 'gone';

/** Changes `image` in place, or puts its place holder there. */
export function choosePicture(
  image: HTMLImageElement,
  inlineImages: Readonly<Record<string, string>>,
): PictureFate {
  const source = (image.getAttribute('src') ?? '').trim();
  const own = ownPicture(source, inlineImages);
  if (own !== null) {
    image.setAttribute('src', own);
    return 'shown';
  }
  putPlaceHolder(image);
  return /^(?:https?:|\/\/)/i.test(source) ? 'blocked' : 'gone';
}

function ownPicture(source: string, inlineImages: Readonly<Record<string, string>>): string | null {
  const data = Object.hasOwn(inlineImages, source) ? inlineImages[source] : source;
  return data !== undefined && RASTER.test(data) ? data : null;
}

function putPlaceHolder(image: HTMLImageElement): void {
  const tiny = ['width', 'height'].some((side) => {
    const size = Number.parseInt(image.getAttribute(side) ?? '', 10);
    return size < VISIBLE_PX;
  });
  if (tiny) {
    image.remove();
    return;
  }
  const place = image.ownerDocument.createElement('span');
  place.className = 'mail-picture';
  place.textContent = image.getAttribute('alt') ?? '';
  image.replaceWith(place);
}
