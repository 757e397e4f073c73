import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/desk/http';
import { cellOf, faultsCsv, faultText, reasonText } from '../../../src/desk/intake/faults';
import type { Fault } from '../../../src/desk/intake/types';
import { lang } from '../../../src/i18n';

const fault = (changes: Partial<Fault>): Fault => ({
  sheet: 'Commerçants',
  row: 12,
  column: 'B',
  field: 'trade',
  value: 'clous',
  code: 'not_a_choice',
  severity: 'error',
  about: '',
  ...changes,
});

describe('remarks on a list (IM2)', () => {
  beforeEach(() => {
    lang.value = 'fr';
  });

  it('names the cell as a spreadsheet does', () => {
    expect(cellOf(fault({}))).toBe('B12');
    expect(cellOf(fault({ row: null, column: null }))).toBe('—');
  });

  it('says which column is missing and who a newcomer may be', () => {
    expect(faultText(fault({ code: 'missing_column', field: 'lane' }))).toContain('Allée');
    expect(faultText(fault({ code: 'possible_duplicate', about: 'Hmida' }))).toContain('Hmida');
  });

  it('has words for a code that a newer server made', () => {
    expect(faultText(fault({ code: 'from_next_year' }))).toBe('Case refusée');
    expect(reasonText(new Problem('import_unreadable', 422, { reason: 'from_next_year' }))).toBe(
      'Case refusée',
    );
  });

  it('says in which row a file breaks', () => {
    const problem = new Problem('import_unreadable', 422, { reason: 'unclosed_quote', row: 3 });
    expect(reasonText(problem)).toBe('Un guillemet n’est pas fermé. Ligne 3.');
  });

  it('gives a file that Excel opens by itself and runs nothing of', () => {
    const text = faultsCsv([fault({ value: '=1+1;"x"', code: 'formula' })]);
    const [head, row] = text.split('\r\n');
    expect(head?.startsWith('\ufeff"Feuille";"Ligne"')).toBe(true);
    expect(row).toContain(`"'=1+1;""x"""`);
  });
});
