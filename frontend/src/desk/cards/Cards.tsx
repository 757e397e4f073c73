import { useState } from 'preact/hooks';
import { LANGUAGE_NAMES, LANGUAGES, type Lang, lang, t } from '../../i18n';
import { Button, Empty, Pill, SelectField } from '../../ui';
import { readCards } from '../api';
import { Loaded, useLoad } from '../load';
import { Page } from '../Page';
import type { Cards as CardsOf } from '../types';
import { words as deskWords } from '../words';
import { CardSides } from './CardSides';
import { EVERYBODY, useChoices } from './choices';
import { sheetsOf } from './sheets';
import { words } from './words';
import './cards.css';

/** Cards to print: for those who have a badge, or a phone's pile; ten on an A4, backs behind fronts. */
export function Cards() {
  const [chosen, setChosen] = useState(EVERYBODY);
  const [offset, setOffset] = useState(0);
  const [language, setLanguage] = useState<Lang>(lang.value === 'en' ? 'fr' : lang.value);
  const [named, setNamed] = useState(false);
  const choices = useChoices();
  const { section, device } = choices.find(({ value }) => value === chosen) ?? {
    section: '',
    device: '',
  };
  const cards = useLoad(() => readCards({ section, device, offset }), `cards ${chosen} ${offset}`);
  const say = t(words);
  const found = cards.data;
  return (
    <Page
      title={say.cards({ n: found?.total ?? 0 })}
      second={found && second(found)}
      aside={
        <>
          <SelectField
            label={say.section}
            labelHidden
            value={chosen}
            onChange={(value) => {
              setChosen(value);
              setOffset(0);
            }}
            options={choices}
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
            <>
              <Turns of={shown} offset={offset} onTurn={setOffset} />
              <section class="sheets" aria-label={say.preview}>
                {sheetsOf(shown.cards).map((sheet, index) => (
                  <CardSides
                    key={index}
                    sheet={sheet}
                    of={shown}
                    language={language}
                    named={named}
                  />
                ))}
              </section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface TurnsProps {
  of: CardsOf;
  offset: number;
  onTurn: (offset: number) => void;
}

/** What a printer takes at once is part of a large souk: which part this is, and the next. */
function Turns({ of: { cards, total }, offset, onTurn }: TurnsProps) {
  if (cards.length === total) return null;
  const say = t(words);
  const end = offset + cards.length;
  return (
    <p class="row turns">
      <span class="grow">{say.turn({ from: offset + 1, to: end, of: total })}</span>
      {offset > 0 && (
        <Button size="small" onClick={() => onTurn(0)}>
          {say.first_turn}
        </Button>
      )}
      {end < total && (
        <Button size="small" onClick={() => onTurn(end)}>
          {say.next_turn}
        </Button>
      )}
    </p>
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
