/** The longest time that timers can count, in ms. What is longer would fire at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
