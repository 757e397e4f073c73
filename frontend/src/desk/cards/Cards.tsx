import { useState } from 'preact/hooks';
import { LANGUAGE_NAMES, LANGUAGES, type Lang, lang, t } from '../../i18n';
import { Button, Empty, Pill, SelectField } from '../../ui';
import { readCards } from '../api';
import { Loaded, useLoad } from '../load';
import { sectionName } from '../names';
import { Page } from '../Page';
import { trades } from '../trades';
import type { Cards as CardsOf } from '../types';
import { words as deskWords } from '../words';
import { CardSides } from './CardSides';
import { sheetsOf } from './sheets';
import { words } from './words';
import './cards.css';

/** Cards to print for those who have a badge, ten on an A4, backs behind their fronts. */
export function Cards() {
  const [section, setSection] = useState('');
  const [language, setLanguage] = useState<Lang>(lang.value === 'en' ? 'fr' : lang.value);
  const [named, setNamed] = useState(false);
  const cards = useLoad(() => readCards(section), `cards ${section}`);
  const say = t(words);
  const found = cards.data;
  return (
    <Page
      title={say.cards({ n: found?.cards.length ?? 0 })}
      second={found && second(found)}
      aside={
        <>
          <SelectField
            label={say.section}
            labelHidden
            value={section}
            onChange={setSection}
            options={[
              { value: '', label: say.all_sections },
              ...[...trades.value.sections.keys()].map((code) => ({
                value: code,
                label: sectionName(code),
              })),
            ]}
          />
          {LANGUAGES.map((each) => (
            <Pill key={each} on={each === language} onClick={() => setLanguage(each)}>
              {LANGUAGE_NAMES[each]}
            </Pill>
          ))}
          <Pill on={named} onClick={() => setNamed(!named)}>
            {say.with_name}
          </Pill>
          <Button size="small" kind="main" icon="print" onClick={() => print()}>
            {t(deskWords).print}
          </Button>
        </>
      }
    >
      <Loaded of={cards}>
        {(shown) =>
          shown.cards.length === 0 ? (
            <Empty>{say.none}</Empty>
          ) : (
            <section class="sheets" aria-label={say.preview}>
              {sheetsOf(shown.cards).map((sheet, index) => (
                <CardSides key={index} sheet={sheet} of={shown} language={language} named={named} />
              ))}
            </section>
          )
        }
      </Loaded>
    </Page>
  );
}

function second({ without_badge }: CardsOf) {
  const say = t(words);
  return (
    <>
      {without_badge > 0 && `${say.without({ n: without_badge })} · `}
      {say.duplex}
    </>
  );
}
