import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { Age } from '../../src/desk/data/BackupAge';
import { lang } from '../../src/i18n';

const NOW = Date.parse('2026-11-27T09:00:00Z');

function shown(at: string | null): string {
  lang.value = 'en';
  const place = document.createElement('div');
  render(<Age at={at} now={NOW} />, place);
  return place.textContent ?? '';
}

describe('the age of the newest copy', () => {
  it('BK1 says that there is none, which is not the same as an old one', () => {
    expect(shown(null)).toContain('no copy yet');
  });

  it('BK1 asks for somebody to look once two days have passed', () => {
    expect(shown('2026-11-25T08:59:00Z')).toContain('more than two days old');
  });

  it('BK1 names day and time of last night', () => {
    expect(shown('2026-11-27T01:00:00Z')).toContain('Last checked copy');
  });
});
