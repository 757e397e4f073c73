import { useState } from 'preact/hooks';
import { formatDay, LANGUAGE_NAMES, LANGUAGES, type Lang, lang, speak, t } from '../../i18n';
import { Button, Pill } from '../../ui';
import { dayOfInstant } from '../names';
import type { Invitation } from '../types';
import { words } from './words';

/**
 * The invitation as a text in the animator's language. It leaves by the phone's own share sheet, by a text
 * message or by copying: this page calls nobody else's server.
 */
export function InvitationMessage({ invitation }: { invitation: Invitation }) {
  const [language, setLanguage] = useState<Lang>(lang.value);
  const [copied, setCopied] = useState(false);
  const say = t(words);
  const text = messageOf(invitation, language);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const share = () => navigator.share({ text }).catch(() => undefined); // closing the sheet is no failure
  return (
    <section class="arranged message">
      <h3>{say.message}</h3>
      <div class="pills">
        {LANGUAGES.map((each) => (
          <Pill key={each} on={each === language} onClick={() => setLanguage(each)}>
            {LANGUAGE_NAMES[each]}
          </Pill>
        ))}
      </div>
      <p class="card" dir={language === 'ar' ? 'rtl' : 'ltr'} lang={language}>
        {text}
      </p>
      <div class="row">
        {'share' in navigator && (
          <Button size="small" fit onClick={share}>
            {say.share}
          </Button>
        )}
        <Button size="small" fit href={`sms:?body=${encodeURIComponent(text)}`}>
          {say.sms}
        </Button>
        <Button size="small" fit onClick={copy}>
          {copied ? say.copied : say.copy}
        </Button>
      </div>
    </section>
  );
}

/** The holes are filled without isolating marks: some phones show them as boxes. */
export function messageOf({ url, code, expires_at }: Invitation, language: Lang): string {
  const when = formatDay(dayOfInstant(expires_at), 'day', language);
  return speak(words, language)
    .message_text({ url, code, when })
    .replace(/[\u2068\u2069]/g, '');
}
