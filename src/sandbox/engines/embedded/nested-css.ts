let answer: boolean | undefined;

/**
 * Whether this browser keeps a rule inside a rule, also one without `&` (Chrome 120, Firefox 117,
 * Safari 17.2). Asked by trying: `CSS.supports` knows `&` alone, which came earlier.
 */
export function readsNestedCss(): boolean {
  if (answer === undefined) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('a { b { color: red } }');
    const [rule] = sheet.cssRules;
    answer = rule !== undefined && 'cssRules' in rule && (rule.cssRules as CSSRuleList).length > 0;
  }
  return answer;
}
