import { defineWords } from '../../i18n';

/** What stands on Today and in the settings; the lock's own screens have theirs. */
export const words = defineWords({
  ar: {
    add_person: 'إضافة شخص على هذا الهاتف',
    choose: 'اختيار رقم سري',
    change: 'تغيير الرقم السري',
    later: 'لاحقا',
    offer: 'حماية التسجيلات برقم سري',
    none: 'لا رقم سري: قفل الهاتف وحده يحمي التسجيلات',
    set: 'الرقم السري مفعَّل',
    phone_shared: 'هذا الهاتف',
    change_person: 'تغيير الشخص',
  },
  fr: {
    add_person: 'Ajouter une personne sur ce téléphone',
    choose: 'Choisir un code PIN',
    change: 'Changer le code PIN',
    later: 'Plus tard',
    offer: 'Protégez vos saisies par un code PIN',
    none: 'Aucun : seul le verrou du téléphone protège les saisies',
    set: 'Code PIN actif',
    phone_shared: 'Ce téléphone',
    change_person: 'Changer de personne',
  },
  en: {
    add_person: 'Add a person on this phone',
    choose: 'Choose a PIN',
    change: 'Change the PIN',
    later: 'Later',
    offer: 'Protect your entries with a PIN',
    none: 'None: only the phone’s own lock protects the entries',
    set: 'PIN is on',
    phone_shared: 'This phone',
    change_person: 'Change person',
  },
});
