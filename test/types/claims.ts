/** Has the compiler check that a claim about types is true. Does nothing at run time. */
export function claim<_Claim extends true>(): void {}

/** Whether each of the two can be given where the other is wanted. */
export type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Whether the two are one and the same type. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Whether every claim of the record is true. */
export type AllTrue<Claims> = {
  [Name in keyof Claims]: Claims[Name] extends true ? never : Name;
}[keyof Claims] extends never
  ? true
  : false;

/** `any`, which is assignable to everything, would make every other claim true. */
export type IsAny<T> = 0 extends 1 & T ? true : false;
