/**
 * Fluent's provider, composed from Fluent's own parts: its ready-made FluentProvider writes the theme into a `<style>`
 * element, which the content security policy refuses.
 */
import {
  RendererProvider,
  renderFluentProvider_unstable as renderProvider,
  slot,
  useFluentProviderContextValues_unstable as useContextValues,
  useFluentProviderStyles_unstable as useProviderStyles,
  useFocusVisible,
  type GriffelRenderer,
} from '@fluentui/react-components';
import { useInsertionEffect, useMemo, type ReactNode } from 'react';
import { replaceRules } from './constructed-styles.ts';
import { fluentTheme, themeRule, type Scheme } from './fluent-theme.ts';

export type TextDirection = 'ltr' | 'rtl';

const THEME_CLASS = 'continuity-theme';
const NO_HOOKS = {};
/** Deprecated in Fluent's state, yet its own assertions still ask for it. */
const BASE_ELEMENTS = { components: { root: 'div' } } as const;

interface ProviderProps {
  readonly scheme: Scheme;
  readonly dir: TextDirection;
  readonly children: ReactNode;
}

interface ThemeRootProps extends ProviderProps {
  readonly renderer: GriffelRenderer;
  /** Receives the theme's variables. */
  readonly sheet: CSSStyleSheet;
}

/** Give it one `renderer` and one `sheet` a document; both outlive it. */
export function ThemeRoot({ renderer, sheet, ...provider }: ThemeRootProps) {
  const { scheme, dir } = provider;
  useInsertionEffect(() => {
    replaceRules(sheet, document, themeRule(`.${THEME_CLASS}`, fluentTheme(scheme)));
    document.documentElement.dataset['theme'] = scheme;
    document.documentElement.dir = dir;
  }, [sheet, scheme, dir]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Provider {...provider} />
    </RendererProvider>
  );
}

function Provider({ scheme, dir, children }: ProviderProps) {
  const theme = useMemo(() => fluentTheme(scheme), [scheme]);
  const state = {
    applyStylesToPortals: true,
    customStyleHooks_unstable: NO_HOOKS,
    dir,
    targetDocument: document,
    theme,
    overrides_unstable: NO_HOOKS,
    themeClassName: THEME_CLASS,
    root: slot.always(
      {
        dir,
        children,
        className: 'theme-root',
        ref: useFocusVisible<HTMLDivElement>({ targetDocument: document }),
      },
      { elementType: 'div' },
    ),
    serverStyleProps: { cssRule: '', attributes: {} },
    ...BASE_ELEMENTS,
  };
  useProviderStyles(state);
  return renderProvider(state, useContextValues(state));
}
