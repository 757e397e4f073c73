import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/desk/team/InvitationMessage';

const INVITATION = {
  code: 'GH4K-7PQM',
  url: 'https://souk.example.ma/#/join/GH4K-7PQM',
  expires_at: '2026-12-04T07:30:00Z',
  qr_svg: '<svg/>',
};

describe('the message of an invitation', () => {
  it.each(['ar', 'fr', 'en'] as const)('holds link, code and last day in %s', (language) => {
    const text = messageOf(INVITATION, language);
    expect(text).toContain(INVITATION.url);
    expect(text).toContain(INVITATION.code);
    expect(text).toMatch(/4 (دجنبر|décembre|December)/);
  });

  it('has none of the marks that some phones show as boxes', () => {
    expect(messageOf(INVITATION, 'ar')).not.toMatch(/[\u2066-\u2069]/);
  });
});
