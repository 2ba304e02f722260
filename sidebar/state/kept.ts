/** What this computer keeps for a workbook: a draft and the text it came from, who is looking, the view last used, how far a write is. Where storage is closed nothing is kept, and nothing breaks. */
type Kept = "draft" | "base" | "me" | "view" | "publish" | "writing";
const key = (what: Kept, title: string) => `answerable ${what} ${title}`;

export function kept(what: Kept, title: string): string | null {
  try {
    return localStorage.getItem(key(what, title));
  } catch {
    return null;
  }
}

/** Keeps a text; null forgets it. */
export function keep(what: Kept, title: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key(what, title));
    else localStorage.setItem(key(what, title), text);
  } catch {
    return;
  }
}
