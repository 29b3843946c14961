/** Dark or light: as the system has it, until somebody chooses. */
import { theme } from './state.ts';

const KEY = 'gopark-theme';

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage may be forbidden: the system's choice then.
    return null;
  }
}

export function initTheme(): void {
  const choice = kept();
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  theme.value = choice === 'dark' || choice === 'light' ? choice : dark ? 'dark' : 'light';
  theme.subscribe((value) => { document.documentElement.dataset['theme'] = value; });
}

export function toggleTheme(): void {
  theme.value = theme.peek() === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, theme.peek());
  } catch {
    // As above.
  }
}
