import { daySheetDoor } from './day_sheet/door';
import type { Door } from './door';
import { surveyDoor } from './survey/door';
import { traderDoor } from './trader/door';

/** The forms that this phone opens by an address. A new kind with one has its line here too. */
export const DOORS: readonly Door[] = [traderDoor, surveyDoor, daySheetDoor];

export const doorOf = (kind: string) => DOORS.find((door) => door.kind === kind) ?? null;
