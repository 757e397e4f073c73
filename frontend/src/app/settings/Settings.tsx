import { named, personName } from '../../capture/named';
import { APP_VERSION } from '../../constants';
import { lang, t } from '../../i18n';
import { choosePhotoNetwork, type Market, me, photoNetwork, practising, roster } from '../../store';
import { connectionType, standing } from '../../sync/network';
import {
  Bdi,
  Button,
  Choice,
  Facts,
  LanguageChoice,
  ListRow,
  Screen,
  SubHead,
  TopBar,
} from '../../ui';
import { canInstall, install, isInstalled } from '../install';
import { PracticeRow } from '../practice/PracticeRow';
import { words as ready } from '../ready/words';
import { goBack } from '../router';
import { ThisPhone } from './ThisPhone';
import { words } from './words';

/** Language, whose phone this is, installing, and who answers for the data. */
export function Settings() {
  const say = t(words);
  const { market } = roster.value;
  return (
    <Screen top={<TopBar title={say.title} back={() => goBack('/')} />}>
      <SubHead>{say.language}</SubHead>
      <div class="pad air">
        <LanguageChoice />
      </div>
      {practising.value || <OfThePhone />}
      <PracticeRow />
      {canInstall.value && (
        <div class="pad air">
          <Button icon="download" onClick={() => void install()}>
            {say.install}
          </Button>
        </div>
      )}
      <SubHead>{say.about}</SubHead>
      <section class="pad column air">
        <p>{say.about_text}</p>
        <Facts
          facts={[
            ...(me.value
              ? [{ name: say.me, value: <Bdi>{personName(me.value.person)}</Bdi> }]
              : []),
            { name: say.version, value: <Bdi>{APP_VERSION}</Bdi> },
          ]}
        />
        {isInstalled.value && <p class="mini soft">{say.installed}</p>}
      </section>
      {market && <AboutMarket market={market} />}
    </Screen>
  );
}

/** What is of no use to somebody who practises. */
function OfThePhone() {
  const say = t(words);
  return (
    <>
      <ListRow title={say.sync} href="#/sync" />
      <ListRow title={say.by_hand} second={say.by_hand_note} href="#/by-hand" />
      <ListRow title={t(ready).title} second={t(ready).row_note} href="#/ready" />
      <PhotoNetworkChoice />
      <ThisPhone />
    </>
  );
}

/** On which network photos may go; Wi-Fi alone only where the browser can tell it (ME11). */
function PhotoNetworkChoice() {
  const say = t(words);
  const type = connectionType();
  const choices = (['always', 'wifi', 'by_hand'] as const).filter(
    (choice) => choice !== 'wifi' || type !== undefined,
  );
  return (
    <>
      <SubHead>{say.photos}</SubHead>
      <section class="pad column air">
        <Choice
          legend={say.photos_when}
          value={standing(photoNetwork.value, type)}
          onChange={(choice) => void choosePhotoNetwork(choice)}
          options={choices.map((value) => ({
            value,
            label: say[`photos_${value}`],
            hint: say[`photos_${value}_note`],
          }))}
        />
        <p class="small soft">{say.photos_size}</p>
        {type === undefined && <p class="small soft">{say.photos_unknown}</p>}
      </section>
    </>
  );
}

function AboutMarket({ market }: { market: Market }) {
  const say = t(words);
  const { operator } = market;
  return (
    <>
      <SubHead>{named(market.names, lang.value)}</SubHead>
      <section class="pad air">
        <Facts
          facts={[
            { name: say.operator, value: <Bdi>{named(operator.names)}</Bdi> },
            {
              name: say.contact,
              value: (
                <>
                  <Bdi>{operator.contact}</Bdi>
                  <br />
                  <Bdi>{operator.phone}</Bdi>
                </>
              ),
            },
            { name: say.cndp, value: <Bdi>{operator.cndp_ref}</Bdi> },
            { name: say.retention, value: say.months({ n: operator.retention_months }) },
          ]}
        />
        <Button fit href={`/desk#/law/${encodeURIComponent(market.code)}`}>
          {say.law}
        </Button>
      </section>
    </>
  );
}
