import { defineWords } from '../../i18n';

export const words = defineWords({
  ar: {
    sheet: 'رمز اليوم',
    explain:
      'بدون شبكة، يبدأ شخص جديد على هاتف زميل(ة) بهذا الرمز. ما يسجله يبقى معلَّقا حتى تقول هنا من هو.',
    keep: 'يُقرأ في السوق نفسه، ولا يُكتب على الهاتف. يصلح ليوم سوق واحد، وهو أيضا في هاتف المدرب(ة)، في الإعدادات.',
    none: 'لا يوم سوق مبرمج في الستين يوما المقبلة.',
  },
  fr: {
    sheet: 'Code du jour',
    explain:
      'Sans réseau, une personne nouvelle commence sur le téléphone d’un collègue avec ce code. Ce qu’elle saisit reste en suspens jusqu’à ce que vous disiez ici qui elle est.',
    keep: 'À lire sur place, le jour du souk. Il ne vaut que ce jour-là ; le téléphone du coach l’a aussi, dans les réglages.',
    none: 'Aucun jour de souk prévu dans les soixante jours.',
  },
  en: {
    sheet: 'Day code',
    explain:
      'Without a network, somebody new begins on a colleague’s phone with this code. What they record is held until you say here who they are.',
    keep: 'To be read out at the souk, on its day. It is good for that day alone; the coach’s phone has it too, in its settings.',
    none: 'No souk day is planned within sixty days.',
  },
});
