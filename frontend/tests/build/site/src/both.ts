export const both = (name: string) => `known to both: ${name} ${navigator.language}`;
