import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import type { Body } from '../../store';
import { roster } from '../../store';
import { TextField } from '../../ui';
import type { MendProps, Remark } from '../kind';
import { leadToError } from '../lead-to-error';
import { MendFrame, RemarksAt } from '../mine/MendFrame';
import { stallOf } from '../named';
import { BadgeField, useBadge } from './BadgeField';
import { PlaceField, usePlace } from './PlaceField';
import { TradePicker } from './TradePicker';
import { words } from './words';

/** A registration or change returned by the coach, or refused: the same fields, with what was said. */
export function TraderMend({ entry, comments, onDone, onLeave }: MendProps) {
  return (
    <TraderFields
      title={t(words).mend}
      body={entry.body}
      remarks={comments}
      onSave={(body) => void onDone(body)}
      onLeave={onLeave}
    />
  );
}

interface TraderFieldsProps {
  title: string;
  saveWord?: string | undefined;
  /** Of the kind `trader`; what the fields don't show stays as it is. */
  body: Body;
  remarks: readonly Remark[];
  onSave: (body: Body) => void;
  onLeave: () => void;
}

/** All fields of a trader on one screen. */
export function TraderFields({
  title,
  saveWord,
  body,
  remarks,
  onSave,
  onLeave,
}: TraderFieldsProps) {
  const say = t(words);
  const start = startOf(body);
  const [knownAs, setKnownAs] = useState(start.known_as);
  const [trade, setTrade] = useState(start.trade);
  const [section, setSection] = useState(start.section);
  const [pressed, setPressed] = useState(false);
  const badge = useBadge(start.badge, start.trader_id, 'keep');
  const place = usePlace(start.stall_id, start.stall_id ? 'this' : 'none', start.rahba);
  const nameMissing = knownAs.trim() === '';
  const save = () => {
    setPressed(true);
    const code = badge.read();
    const stall_id = place.read();
    if (nameMissing || !trade || code === undefined || stall_id === undefined) {
      return leadToError();
    }
    const rahba = stallOf(stall_id)?.rahba ?? start.rahba;
    onSave(bodyWith(body, { known_as: knownAs.trim(), trade, rahba, badge: code, stall_id }));
  };
  return (
    <MendFrame title={title} saveWord={saveWord} remarks={remarks} onSave={save} onLeave={onLeave}>
      <RemarksAt remarks={remarks} path="known_as" />
      <TextField
        label={say.known_as}
        value={knownAs}
        maxLength={80}
        onInput={setKnownAs}
        error={pressed && nameMissing ? say.name_needed : undefined}
      />
      <RemarksAt remarks={remarks} path="trade" />
      <TradePicker
        section={section}
        trade={trade}
        onSection={(next) => {
          setSection(next);
          setTrade(null);
        }}
        onTrade={setTrade}
        error={pressed && !trade ? say.trade_needed : undefined}
      />
      <RemarksAt remarks={remarks} path="badge" />
      <BadgeField {...badge} />
      <RemarksAt remarks={remarks} path="stall_id" />
      <PlaceField {...place} />
    </MendFrame>
  );
}

function startOf(body: Body) {
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : null);
  const trade = text('trade');
  const known = roster.value.trades.find(({ code }) => code === trade);
  return {
    trader_id: text('trader_id') ?? '',
    known_as: text('known_as') ?? '',
    trade,
    section: known?.section ?? null,
    badge: text('badge'),
    stall_id: text('stall_id'),
    rahba: text('rahba'),
  };
}

/** Nulls are left out: an optional field is there or not. */
function bodyWith(body: Body, changes: Readonly<Record<string, string | null>>): Body {
  const { badge: _badge, stall_id: _stall, rahba: _rahba, ...rest } = body;
  const given = Object.entries(changes).filter(([, value]) => value !== null);
  return { ...rest, ...Object.fromEntries(given) };
}
