import { lang, t } from '../../i18n';
import { roster } from '../../store';
import { Button, Choice, FieldNotes, Press, SectionTile } from '../../ui';
import { named, tradeSectionName } from '../named';
import { words } from './words';

interface TradePickerProps {
  section: string | null;
  trade: string | null;
  onSection: (section: string | null) => void;
  onTrade: (trade: string) => void;
  error?: string | undefined;
}

/** Two taps: the tile of a family, then one of its few trades. */
export function TradePicker({ section, trade, onSection, onTrade, error }: TradePickerProps) {
  const say = t(words);
  if (section === null) return <Sections onSection={onSection} error={error} />;
  // What belongs to no family stands at the end of each.
  const trades = roster.value.trades.filter((one) => !one.section || one.section === section);
  return (
    <div class="column">
      <div class="row between">
        <span class="row">
          <SectionTile section={section} />
          <b>{tradeSectionName(section)}</b>
        </span>
        <Button kind="quiet" size="small" fit onClick={() => onSection(null)}>
          {say.change_section}
        </Button>
      </div>
      <Choice
        legend={say.trade}
        legendHidden
        options={trades.map(({ code, names }) => ({
          value: code,
          label: named(names, lang.value),
        }))}
        value={trade}
        onChange={onTrade}
        error={error}
      />
    </div>
  );
}

interface SectionsProps {
  onSection: (section: string) => void;
  error: string | undefined;
}

function Sections({ onSection, error }: SectionsProps) {
  return (
    <fieldset class="ask">
      <legend class="strong">{t(words).section}</legend>
      <div class="tiles">
        {roster.value.sections.map(({ code, names }) => (
          <Press key={code} class="family" onClick={() => onSection(code)}>
            <SectionTile section={code} size={40} />
            <span>{named(names)}</span>
          </Press>
        ))}
      </div>
      <FieldNotes id="section" error={error} />
    </fieldset>
  );
}
