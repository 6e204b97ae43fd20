/** Fluent's theme in our tokens: Fluent's names point at the variables of tokens.css, so that a colour is said once. */
import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';

export type Scheme = 'light' | 'dark';

const font: Partial<Theme> = {
  fontFamilyBase: 'var(--font)',
  fontFamilyNumeric: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  // In rem, so that the system's text size is followed.
  fontSizeBase100: '0.625rem',
  fontSizeBase200: '0.75rem',
  fontSizeBase300: '0.875rem',
  fontSizeBase400: '1rem',
  fontSizeBase500: '1.25rem',
  fontSizeBase600: '1.5rem',
  lineHeightBase100: '0.875rem',
  lineHeightBase200: '1rem',
  lineHeightBase300: '1.25rem',
  lineHeightBase400: '1.375rem',
  lineHeightBase500: '1.625rem',
  lineHeightBase600: '2rem',
};

const neutrals: Partial<Theme> = {
  colorNeutralForeground1: 'var(--fg)',
  colorNeutralForeground1Hover: 'var(--fg)',
  colorNeutralForeground1Pressed: 'var(--fg)',
  colorNeutralForeground1Selected: 'var(--fg)',
  colorNeutralForeground2: 'var(--fg-2)',
  colorNeutralForeground2Hover: 'var(--fg)',
  colorNeutralForeground2Pressed: 'var(--fg)',
  colorNeutralForeground2Selected: 'var(--fg)',
  colorNeutralForeground3: 'var(--fg-3)',
  colorNeutralForeground4: 'var(--fg-3)',
  colorNeutralForegroundDisabled: 'var(--off)',
  colorNeutralBackground1: 'var(--surface)',
  colorNeutralBackground1Hover: 'var(--hover)',
  colorNeutralBackground1Pressed: 'var(--pressed)',
  colorNeutralBackground2: 'var(--surface-2)',
  colorNeutralBackground3: 'var(--surface-3)',
  colorNeutralStroke1: 'var(--line-strong)',
  colorNeutralStroke1Hover: 'var(--field-line)',
  colorNeutralStroke1Pressed: 'var(--field-line)',
  colorNeutralStroke2: 'var(--line)',
  colorNeutralStroke3: 'var(--line)',
  colorNeutralStrokeAccessible: 'var(--field-line)',
  colorNeutralStrokeAccessibleHover: 'var(--fg-3)',
  colorNeutralStrokeAccessiblePressed: 'var(--fg-3)',
  colorSubtleBackgroundHover: 'var(--hover)',
  colorSubtleBackgroundPressed: 'var(--pressed)',
  colorStrokeFocus1: 'var(--surface)',
  colorStrokeFocus2: 'var(--fg)',
};

const brand: Partial<Theme> = {
  colorBrandBackground: 'var(--brand)',
  colorBrandBackgroundHover: 'var(--brand-hover)',
  colorBrandBackgroundPressed: 'var(--brand-pressed)',
  colorBrandBackgroundSelected: 'var(--brand)',
  colorBrandForeground1: 'var(--brand-text)',
  colorBrandForeground2: 'var(--brand-text)',
  colorBrandForegroundLink: 'var(--link)',
  colorBrandForegroundLinkHover: 'var(--link)',
  colorBrandForegroundLinkPressed: 'var(--link)',
  colorBrandStroke1: 'var(--brand)',
  colorBrandStroke2: 'var(--selected-bar)',
  colorCompoundBrandBackground: 'var(--brand)',
  colorCompoundBrandBackgroundHover: 'var(--brand-hover)',
  colorCompoundBrandBackgroundPressed: 'var(--brand-pressed)',
  colorCompoundBrandForeground1: 'var(--brand-text)',
  colorCompoundBrandStroke: 'var(--selected-bar)',
  colorCompoundBrandStrokePressed: 'var(--selected-bar)',
  colorNeutralForegroundOnBrand: 'var(--brand-fg)',
  colorPaletteRedForeground1: 'var(--bad)',
  colorPaletteRedForeground3: 'var(--bad)',
  colorStatusDangerForeground1: 'var(--bad)',
  colorStatusDangerForeground3: 'var(--bad)',
};

const overrides: Partial<Theme> = { ...font, ...neutrals, ...brand };

export function fluentTheme(scheme: Scheme): Theme {
  return { ...(scheme === 'dark' ? webDarkTheme : webLightTheme), ...overrides };
}

/** The theme as one rule of custom properties for everything inside `selector`. */
export function themeRule(selector: string, theme: Theme): string {
  const declarations = Object.entries(theme).map(([name, value]) => `--${name}: ${String(value)};`);
  return `${selector} { ${declarations.join(' ')} }`;
}
