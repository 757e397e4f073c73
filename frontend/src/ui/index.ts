/**
 * The parts of every screen. They know no domain: words, codes and acts come from who uses them.
 * Styles: `styles/phone.css` for all of them, `styles/desk.css` besides at the desk.
 *
 * frame      Screen · TopBar · SectionBand · BottomNav · SyncLine · useDocumentTitle
 * press      Button (main, plain, quiet) · ActButton in Acts · SquareToggle · Pill · Press (bare link or button)
 * list       List · ListRow · SubHead · Highlight
 * place      PlaceSquare · SectionTile · SectionIcon · StateLabel · Plan · Legend · Lane
 * ask        Choice (one) · Choices (several) · YesNo · TextField · WhenField (day, hour) · SearchField · SelectField · FieldNotes
 * tell       Banner · ErrorNote · Empty · Loading · Quote · ReadAloud · Verdict · Facts · Progress · Bar
 * over       Sheet · UndoBar with showUndo({ text, undo })
 * desk       Tabs · Table · Kbd
 * text       Icon · Bdi · Num · VisuallyHidden · LanguageChoice
 *
 * Classes without a component: row, column, between, push, pad, air, grow, middle, mini, small, soft, strong, q, big,
 * clip, card, pills, shared/tr, hero, who.
 */
export { BottomNav, type NavItem, SectionBand, SyncLine, TopBar, useDocumentTitle } from './Bars';
export { ActButton, Acts, Button, Pill, SquareToggle } from './Button';
export { Choice, type ChoiceOption, Choices, YesNo } from './Choice';
export { type Column, Table, Tabs } from './Desk';
export { FieldNotes, SearchField, SelectField, TextField, type TextFieldProps } from './Field';
export { Icon, type IconName } from './Icon';
export { Lane, type LaneSquare } from './Lane';
export { LanguageChoice } from './LanguageChoice';
export { List, ListRow, SubHead } from './List';
export {
  Banner,
  Empty,
  ErrorNote,
  Facts,
  Loading,
  Quote,
  ReadAloud,
  Verdict,
} from './Notice';
export { PlaceSquare, SectionIcon, SectionTile, StateLabel, type StateLook } from './Place';
export { Bar, Legend, type PlaceLook, Plan, Progress } from './Plan';
export { Press } from './Press';
export { Screen } from './Screen';
export { Sheet } from './Sheet';
export { Bdi, Highlight, Kbd, Num, VisuallyHidden } from './text';
export { type Children, classes } from './types';
export { hideUndo, showUndo, UndoBar } from './Undo';
export { WhenField } from './WhenField';
export { isDay, isHour, isReadable } from './when';
