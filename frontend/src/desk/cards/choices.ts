import { t } from '../../i18n';
import { readTeam } from '../api';
import { useLoad } from '../load';
import { nameOf, sectionName } from '../names';
import { trades } from '../trades';
import { words } from './words';

/** Whose cards: everybody's, a section's, or the pile that one person's phone gives out. */
export interface CardChoice {
  readonly value: string;
  readonly label: string;
  readonly section: string;
  readonly device: string;
}

export const EVERYBODY = '';

export function useChoices(): readonly CardChoice[] {
  const say = t(words);
  const team = useLoad(readTeam, 'team');
  const sections = [...trades.value.sections.keys()].map((section) => ({
    value: section,
    label: sectionName(section),
    section,
    device: '',
  }));
  const piles = (team.data?.people ?? []).flatMap((person) =>
    person.devices
      .filter(({ revoked_at }) => revoked_at === null)
      .map(({ id }) => ({
        value: id,
        label: say.pile({ name: nameOf(person) }),
        section: '',
        device: id,
      })),
  );
  return [
    { value: EVERYBODY, label: say.all_sections, section: '', device: '' },
    ...sections,
    ...piles,
  ];
}
