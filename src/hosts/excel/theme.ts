/**
 * Whether a theme's background (`#262626`, `#`-less too) is dark, by the luminance of WCAG 2.2; null for
 * what is no colour. Excel tells its theme's colours, and tells no change of them.
 */
export function isDark(colour: string | undefined): boolean | null {
  const parts = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour ?? "")?.slice(1);
  if (!parts) return null;
  const [red, green, blue] = parts.map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18;
}
