/** The screens of the third chunk: all that knows every kind of entry, forms included. */
export { DaySheetScreen } from '../day_sheet/Form';
export { PickForm } from '../survey/PickForm';
export { Survey } from '../survey/Survey';
export { TraderChange } from '../trader/TraderChange';
export { TraderPage } from '../trader/TraderPage';
export { EntryPage } from './EntryPage';
export { Mend } from './Mend';
export { Mine } from './Mine';
export { MineList } from './MineList';
export { Paused } from './Paused';
