/** Writes a one-page PDF with a heading and lines of text: small, and real (PDF 1.4, standard fonts). */

const PAGE = { width: 595, height: 842, left: 56, top: 780, leading: 18 };

export function createPdf(lines: readonly string[]): Buffer {
  const content = [
    'BT',
    `/F2 16 Tf ${String(PAGE.left)} ${String(PAGE.top)} Td (${escape(lines[0] ?? '')}) Tj`,
    `/F1 11 Tf 0 -${String(2 * PAGE.leading)} Td ${String(PAGE.leading)} TL`,
    ...lines.slice(1).map((line) => `(${escape(line)}) Tj T*`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${String(PAGE.width)} ${String(PAGE.height)}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>`,
    `<< /Length ${String(Buffer.byteLength(content, 'latin1'))} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(body, 'latin1');
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  const start = String(Buffer.byteLength(body, 'latin1'));
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}

function escape(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}
