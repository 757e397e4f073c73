import { defineWords } from '../../i18n';

export const sameWords = defineWords({
  ar: {
    same_as: 'الشخص نفسه…',
    title: 'من هو أيضا {name}؟',
    explain: 'يُضم هذا التسجيل إلى الشخص المختار، فيُحسبان شخصا واحدا. يمكن التراجع عن الضم.',
    join: 'شخص واحد، ضم التسجيلين',
  },
  fr: {
    same_as: 'Même personne que…',
    title: '{name} : même personne que…',
    explain:
      'Cette inscription rejoint la personne choisie, qui reste ; les deux comptent une fois. La fusion s’annule.',
    join: 'Même personne, fusionner',
  },
  en: {
    same_as: 'Same person as…',
    title: '{name}: same person as…',
    explain:
      'This registration joins the person you choose, who stays; both count once. A merge can be undone.',
    join: 'Same person, merge',
  },
});
