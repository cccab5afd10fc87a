import { Code, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatMatcher, type Matcher } from '../lib/matchers';

/** Matchers as people write them. */
export function MatcherList({ matchers }: { readonly matchers: readonly Matcher[] }): ReactElement {
  return (
    <Group gap={4}>
      {matchers.map((one) => {
        const text = formatMatcher(one);
        return (
          <Code key={text} style={{ overflowWrap: 'anywhere' }}>
            {text}
          </Code>
        );
      })}
    </Group>
  );
}
