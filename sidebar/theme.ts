/** Light, dark or contrast: the host's word first, then the system's, followed while the pane is open. */
export type Theme = "light" | "dark" | "contrast";

/** `hostDark` is what the host's own theme says, null where it says nothing. */
export function themeOf(asked: {
  readonly hostDark: boolean | null;
  readonly moreContrast: boolean;
  readonly dark: boolean;
}): Theme {
  if (asked.moreContrast) return "contrast";
  return (asked.hostDark ?? asked.dark) ? "dark" : "light";
}

/** Sets `data-theme` now and whenever the system changes; gives a function for what the host says. */
export function followTheme(root: HTMLElement = document.documentElement): (dark: boolean) => void {
  const contrast = matchMedia("(prefers-contrast: more)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let hostDark: boolean | null = null;
  const paint = (): void => {
    root.dataset.theme = themeOf({
      hostDark,
      moreContrast: contrast.matches,
      dark: dark.matches,
    });
  };
  for (const query of [contrast, dark]) query.addEventListener("change", paint);
  paint();
  return (isDark) => {
    hostDark = isDark;
    paint();
  };
}
