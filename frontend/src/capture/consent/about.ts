import { t } from '../../i18n';
import type { LocalEntry } from '../../store';
import { subjectName } from '../named';
import { words } from './words';

/** What a trader was asked for, in a word or two; what is read aloud stands in the register. */
export function purposeName(purpose: unknown): string {
  const say: Readonly<Record<string, unknown>> = t(words);
  const name = say[`purpose_${purpose}`];
  return typeof name === 'string' ? name : String(purpose ?? '');
}

/** «محمد الموساوي · لائحة السوق»: the name first, since the end is what a narrow screen cuts off. */
export function consentAbout({ body, subject }: Pick<LocalEntry, 'body' | 'subject'>): string {
  return `${subjectName(subject)} · ${purposeName(body.purpose)}`;
}
