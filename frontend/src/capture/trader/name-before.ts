/**
 * Names that were typed to find somebody, before they were asked anything. They stand in no draft and
 * no store: a browser that is killed before the consent forgets them (CO4).
 */
const names = new Map<string, string>();

export function rememberName(draft_id: string, name: string): void {
  if (name !== '') names.set(draft_id, name);
}

export function nameBefore(draft_id: string): string {
  return names.get(draft_id) ?? '';
}
