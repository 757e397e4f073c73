import { t } from '../../i18n';
import { drafts, syncStatus } from '../../store';
import { startSync } from '../../sync';
import { Banner, Bar, Button, Icon, LanguageChoice, Screen, TopBar, Verdict } from '../../ui';
import { revokedWords } from './revoked-words';

/** A phone that the coach signed out: what is still here, where it goes, whom to see (RV2). */
export function Revoked({ onJoin }: { onJoin: () => void }) {
  const say = t(revokedWords);
  const { pending } = syncStatus.value;
  return (
    <Screen
      top={<TopBar title={say.title} />}
      foot={
        <>
          {pending > 0 && (
            <Button icon="sync" onClick={() => void startSync('button')}>
              {say.send_now}
            </Button>
          )}
          <Button kind="main" onClick={onJoin}>
            {say.join}
          </Button>
        </>
      }
    >
      <div class="column pad air">
        <LanguageChoice />
        <div role="status">
          <Verdict
            sign={<Icon name={pending > 0 ? 'saved' : 'sent'} size={40} />}
            title={pending > 0 ? say.here({ n: pending }) : say.all_gone}
            second={pending > 0 ? say.here_note : say.gone_note}
          />
        </div>
        <Sending />
        {drafts.value.size > 0 && <p>{say.drafts({ n: drafts.value.size })}</p>}
        <p>{say.names_gone}</p>
        <p>{say.see_coach}</p>
      </div>
    </Screen>
  );
}

function Sending() {
  const say = t(revokedWords);
  const { phase, done, total } = syncStatus.value;
  if (phase === 'offline' || phase === 'waiting')
    return <Banner icon="offline">{say.offline}</Banner>;
  if (phase !== 'sending' || total === 0) return null;
  const text = say.sending({ done, total });
  return <Bar value={done} max={total} label={text} />;
}
