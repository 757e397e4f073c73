import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { Rows } from '../../../src/app/today/Rows';
import { chooseDay, declareToday, toCalendar } from '../../../src/capture/now';
import { lang } from '../../../src/i18n';

const READY = 'Prêt pour le souk';
const root = document.createElement('div');
const offered = (): boolean => {
  lang.value = 'fr';
  act(() => render(<Rows />, root));
  return root.textContent.includes(READY);
};

afterEach(() => {
  toCalendar();
  render(null, root);
});

describe('RE1: the look before a souk', () => {
  it('is not offered over a souk that is past, which one goes on with', () => {
    chooseDay('2020-01-03');
    expect(offered()).toBe(false);
  });

  it('is not offered once somebody says that the souk is held today', () => {
    declareToday();
    expect(offered()).toBe(false);
  });

  it('is offered on the days between', () => {
    expect(offered()).toBe(true);
  });
});
