/** Which attachments a double click must never open (security, att-*): they run, install, mount or redirect. */
import { extensionOf } from './file-name.ts';
import { zipNames } from './zip-names.ts';

const wordsOf = (lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

/** They run, install, mount, set up or lead elsewhere. */
const ACTIVE: ReadonlySet<string> = new Set(
  wordsOf([
    // Windows programs, scripts, installers and what starts them
    'exe com scr pif cpl msi msp mst msix appx appxbundle msixbundle bat cmd ps1 ps1xml ps2 psc1 psc2 psd1 psm1',
    'vb vbe vbs js jse mjs cjs ws wsc wsf wsh hta sct shb shs lnk url scf inf reg job gadget application',
    'appref-ms chm hlp msc msh msh1 msh2 mshxml dll ocx sys drv xll xlam wll settingcontent-ms library-ms search-ms',
    'searchconnector-ms diagcab diagcfg website theme themepack deskthemepack printerexport ade adp mda mde mdb accde',
    'appinstaller rdp rdpw wsb msu xbap cdxml manifest gpd vsix vsto xnk',
    // Disk images
    'iso img vhd vhdx udf dmg wim esd swm',
    // Office files with macros
    'docm dotm xlsm xltm xlsb pptm potm ppam ppsm sldm one onepkg iqy slk',
    // Unix, macOS, Java, Python
    'sh bash csh zsh command tool workflow action scpt scptd applescript app pkg mpkg terminal fileloc inetloc webloc',
    'desktop appimage run bin elf so jar jnlp class py pyc pyw pyz pyzw rb pl apk deb rpm flatpakref snap',
    'mobileconfig provisionprofile',
  ]),
);

/** Pages and pictures that carry scripts: dangerous by themselves, usual in an archive. */
const SCRIPTED: ReadonlySet<string> = new Set(
  'html htm xhtml xht mht mhtml shtml svg svgz xml xsl xslt swf'.split(' '),
);

/** Archives into which nobody looks here: what they hold is anything, and where it came from is lost. */
const CLOSED_ARCHIVES: ReadonlySet<string> = new Set(
  'cab ace arj 7z rar r00 lzh lha tar gz tgz bz2 tbz tbz2 xz txz zst tzst z cpio'.split(' '),
);

const DANGEROUS_TYPES =
  /^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|(?:application|text)\/(?:javascript|ecmascript|x-sh|x-msdownload|x-msdos-program|x-executable|hta|java-archive))$/;

const ZIP_TYPES = /^(?:application|multipart)\/(?:x-)?zip(?:-compressed)?$/;

/** `bytes` of an archive are looked into; one that cannot be, or that holds another, counts as dangerous too. */
export function isDangerous(fileName: string, mediaType: string, bytes: Uint8Array): boolean {
  const extension = lastOf(fileName);
  const sets = [ACTIVE, SCRIPTED, CLOSED_ARCHIVES];
  if (DANGEROUS_TYPES.test(mediaType) || sets.some((set) => set.has(extension))) return true;
  if (extension !== 'zip' && !ZIP_TYPES.test(mediaType)) return false;
  const names = zipNames(bytes);
  return names === null || names.some((name) => isActiveInside(lastOf(name)));
}

function isActiveInside(extension: string): boolean {
  return ACTIVE.has(extension) || CLOSED_ARCHIVES.has(extension) || extension === 'zip';
}

/** Windows drops dots and spaces at the end of a name. */
const lastOf = (name: string): string =>
  extensionOf(name.replace(/[. ]+$/, ''))
    .slice(1)
    .toLowerCase();
