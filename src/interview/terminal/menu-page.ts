/** What of a menu is drawn: the items from `from` to before `to`. The others are above and below. */
export interface MenuPage {
  readonly from: number;
  readonly to: number;
}

/**
 * As many whole items around the one at `active` as fit into `rows`, with a row kept for each end at which the menu goes on.
 * The active one is always there, also where it alone is longer.
 */
export function menuPage(heights: readonly number[], active: number, rows: number): MenuPage {
  const fits = ({ from, to }: MenuPage): boolean => {
    const seen = heights.slice(from, to).reduce((sum, height) => sum + height, 0);
    const ends = [from > 0, to < heights.length].filter(Boolean).length;
    return from >= 0 && to <= heights.length && seen + ends <= rows;
  };
  const larger = ({ from, to }: MenuPage): MenuPage | undefined => {
    const above = { from: from - 1, to };
    const below = { from, to: to + 1 };
    return (to - active > active - from + 1 ? [above, below] : [below, above]).find(fits);
  };
  let page = { from: active, to: active + 1 };
  for (let next = larger(page); next !== undefined; next = larger(page)) page = next;
  return page;
}
