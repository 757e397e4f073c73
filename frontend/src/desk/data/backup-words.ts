import { defineWords } from '../../i18n';

export const backupWords = defineWords({
  ar: {
    title: 'النسخ الاحتياطية',
    last: 'آخر نسخة تم التحقق منها: {day}، {time}.',
    kept: 'تُنجز نسخة كل ليلة، وتُحفظ أربع عشرة ليلة.',
    none: 'لا توجد أي نسخة بعد. تُنجز الأولى خلال الساعات القادمة.',
    old: 'مرّ أكثر من يومين على آخر نسخة ({day}). يُرجى إخبار المكلف(ة) بالخادم.',
  },
  fr: {
    title: 'Copies de sauvegarde',
    last: 'Dernière copie vérifiée : {day}, {time}.',
    kept: 'Une copie chaque nuit, quatorze nuits gardées.',
    none: 'Aucune copie pour l’instant. La première se fera dans les prochaines heures.',
    old: 'La dernière copie a plus de deux jours ({day}). Prévenez la personne qui tient le serveur.',
  },
  en: {
    title: 'Backups',
    last: 'Last checked copy: {day}, {time}.',
    kept: 'One copy a night, fourteen nights kept.',
    none: 'There is no copy yet. The first is made within hours.',
    old: 'The last copy is more than two days old ({day}). Tell whoever keeps the server.',
  },
});
