import {html, nothing, type TemplateResult} from 'lit';
import {encode} from 'uqr';

/** The last code: to compute one takes a few milliseconds, and the panel is rendered often. */
let last: {readonly text: string; readonly size: number; readonly path: string} | null = null;

/** A QR code (ISO/IEC 18004), dark on light in any theme, since not all phones read others. Nothing if the text is too long. */
export function qrCode(text: string, label: string): TemplateResult | typeof nothing {
  if (last?.text !== text) last = draw(text);
  if (!last) return nothing;
  const {size, path} = last;
  return html`<svg class="qr" part="qr-code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label}>
    <path d=${path} />
  </svg>`;
}

function draw(text: string) {
  try {
    const {size, data} = encode(text, {border: 3});
    const path = data
      .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('');
    return {text, size, path};
  } catch {
    return null; // longer than a code can be
  }
}
