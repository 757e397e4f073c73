import { defineWords } from '../i18n';

export const signInWords = defineWords({
  ar: {
    product: 'رحبة',
    title: 'الدخول إلى المكتب',
    login: 'اسم الدخول',
    password: 'كلمة السر',
    enter: 'دخول',
    required: 'هذه الخانة ضرورية',
    phones: 'هواتف المنشطين والمنشطات تنضم بالرمز الذي تسلّمه المدربة أو المدرب.',
  },
  fr: {
    product: 'Rahba',
    title: 'Entrer au bureau',
    login: 'Identifiant',
    password: 'Mot de passe',
    enter: 'Entrer',
    required: 'Ce champ est nécessaire',
    phones: 'Les téléphones de l’équipe rejoignent le souk avec le code que remet le coach.',
  },
  en: {
    product: 'Rahba',
    title: 'Sign in to the desk',
    login: 'Login',
    password: 'Password',
    enter: 'Sign in',
    required: 'This field is needed',
    phones: 'The team’s phones join with the code that the coach hands out.',
  },
});
