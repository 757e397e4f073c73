/** Sides named after the page instead of the reading direction; in Arabic they are wrong. */
const PHYSICAL = [
  /(?<![\w-])(?:scroll-)?(?:margin|padding)-(?:left|right)(?![\w-])/,
  /(?<![\w-])border-(?:left|right)(?:-[a-z]+)?(?![\w-])/,
  /(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius(?![\w-])/,
  /(?<![\w.#-])(?:left|right)\s*:/,
  /(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)(?![\w-])/,
  /\b(?:margin|padding|border)(?:Left|Right)\b/,
];

/** An address that the content security policy would refuse to load. */
const FOREIGN = /url\(\s*['"]?(?:[a-z]+:)?\/\//i;

/** Comments keep their line breaks, so that the line numbers stay right. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** What is wrong with the styles in one `.css` or `.tsx` file. */
export function styleFaults(path: string, source: string): string[] {
  return withoutComments(source)
    .split('\n')
    .flatMap((line, index) => {
      // In a component only the names of style properties can be told from other words.
      const rules = path.endsWith('.css') ? [...PHYSICAL, FOREIGN] : PHYSICAL.slice(-1);
      return rules.some((rule) => rule.test(line)) ? [`${path}:${index + 1}: ${line.trim()}`] : [];
    });
}
