import { effect } from '@preact/signals';
import { directionOf, isLang, lang } from '../i18n';

const STORED_UNDER = 'rahba.language';

/** Speaks the language chosen last on this device, and keeps `<html lang dir>` and the choice in step. */
export function startLanguage(): void {
  const stored = readStored();
  if (isLang(stored)) lang.value = stored;
  effect(() => {
    const { documentElement } = document;
    documentElement.lang = lang.value;
    documentElement.dir = directionOf(lang.value);
    keepStored(lang.value);
  });
}

/** Storage can be forbidden (private windows): the language is then Arabic at each start, and nothing breaks. */
function readStored(): string | null {
  try {
    return localStorage.getItem(STORED_UNDER);
  } catch {
    return null;
  }
}

function keepStored(language: string): void {
  try {
    localStorage.setItem(STORED_UNDER, language);
  } catch {
    return;
  }
}
