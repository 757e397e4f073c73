/** The address of the page that the law wants; a souk's code follows where a server has several. */
export const LAW = '/law';
