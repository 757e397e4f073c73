import { afterEach, expect, it } from 'vitest';
import { faultText } from '../../../src/desk/forms/fault-text';
import { lang } from '../../../src/i18n';

afterEach(() => {
  lang.value = 'ar';
});

it.each([
  [
    'xlsform_invalid',
    "There should be a choices sheet in this xlsform. Please ensure that the choices sheet has the mandatory columns 'list_name', 'name', and 'label'.",
    'feuille choices',
  ],
  ['xlsform_invalid', "[row : 3] Unknown question type 'selectone'.", 'type de question'],
  ['xlsform_invalid', "[row : 1] On the 'choices' sheet. Choices should have a label.", 'un choix'],
  ['unsupported_function', 'pulldata', 'téléphones'],
  ['xlsform_invalid', "You must have a sheet named 'survey'.", 'feuille survey'],
  ['type_changed', 'text → integer', 'nouveau nom'],
  ['missing_text', 'fr', 'une des langues'],
])('says a known fault in the language of the desk (%s, %s)', (code, message, said) => {
  lang.value = 'fr';
  expect(faultText(code, message)).toContain(said);
});

it('leaves to the original what it has no words for', () => {
  expect(faultText('xlsform_invalid', 'Something nobody has seen yet.')).toBeNull();
});
