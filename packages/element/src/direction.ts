/** Whether text runs from right to left in an element. */
export const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl';
