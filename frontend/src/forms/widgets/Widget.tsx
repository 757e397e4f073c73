import type { ComponentType } from 'preact';
import type { QuestionType } from '../types.ts';
import { Code } from './Code.tsx';
import { Photo } from './Photo.tsx';
import { Place } from './Place.tsx';
import { Range } from './Range.tsx';
import { Rank } from './Rank.tsx';
import { Acknowledge, Fixed, Select } from './Select.tsx';
import { NumberField, Text } from './Typed.tsx';
import type { WidgetProps } from './types.ts';
import { DateField, MomentField, TimeField } from './When.tsx';

const WIDGETS: Readonly<Record<Exclude<QuestionType, 'note'>, ComponentType<WidgetProps>>> = {
  text: Text,
  barcode: Code,
  integer: NumberField,
  decimal: NumberField,
  range: Range,
  date: DateField,
  time: TimeField,
  datetime: MomentField,
  geopoint: Place,
  select_one: Select,
  select_multiple: Select,
  rank: Rank,
  acknowledge: Acknowledge,
  image: Photo,
};

/** The way to answer a question, by its type. A note has none. */
export function Widget(props: WidgetProps) {
  const { node, readonly } = props.question;
  if (node.type === 'note') return null;
  if (readonly || node.calculation) return <Fixed {...props} />;
  const Way = WIDGETS[node.type as keyof typeof WIDGETS];
  return <Way {...props} />;
}
