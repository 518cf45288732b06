/** What can be pressed is at least so large in both directions. CSS pixels, WCAG 2.2 criterion 2.5.8. */
const leastSize = 24;

const pressable = 'button, a[href], input, textarea, select, [role^="menuitem"], [role="option"]';

/** What is hidden from sight is there for screen readers. */
const leastShown = 2;

/**
 * The pressable parts of the kit that are smaller than that, one line each. axe lets them pass when there is room around them; the kit does
 * not. A checkbox counts with its label. Links in text and the stories' own buttons, which have no part around them, are left out.
 */
export function smallTargets(root: ParentNode): string[] {
  return [...root.querySelectorAll<HTMLElement>(pressable)]
    .filter((element) => element.closest('[data-part]') && element.checkVisibility())
    .filter((element) => !element.matches('p a, [data-part="link"]'))
    .map((element) => {
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      return { element, width, height, least: Math.min(width, height) };
    })
    .filter(({ least }) => least >= leastShown && least < leastSize - 0.5)
    .map(({ element, width, height }) => {
      const name = element.getAttribute('aria-label') ?? element.textContent;
      return `${element.dataset['part'] ?? element.tagName} "${name}" ${width} × ${height}`;
    });
}
