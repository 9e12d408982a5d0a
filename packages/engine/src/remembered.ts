/**
 * The key of localStorage that says that this browser keeps keys of people whom my user has verified: only then is the code for it
 * loaded without being asked for.
 */
export const REMEMBERED = 'rtc-call:acquaintances';

export function isAnyoneRemembered(): boolean {
  try {
    return localStorage.getItem(REMEMBERED) !== null;
  } catch {
    return false; // storage is blocked
  }
}
