import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnotations, type Annotation } from '../api/annotations';
import { formatDateTime } from '../lib/formatTime';
import { resolveRange, type TimeRange } from '../lib/timeRange';

interface ChangeNotesProps {
  /** The newest first. */
  readonly annotations: readonly Annotation[];
  readonly range: TimeRange;
  /** That they could not be read. */
  readonly failed: boolean;
}

// The chart is the subject; the page of annotations has the rest.
const MOST_SHOWN = 3;

/** In words what the lines across a chart mark. Nothing where there are none. */
export function ChangeNotes({ annotations, range, failed }: ChangeNotesProps): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (failed) return <Text size="xs" c="var(--state-warning)" role="status">{t('annotations.unknown')}</Text>;
  if (annotations.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
      {annotations.slice(0, MOST_SHOWN).map(({ id, kind, text, start }) => (
        <span key={id}>
          {t('annotations.note', { at: formatDateTime(start, i18n.language), kind, text })}
          {' · '}
        </span>
      ))}
      <Anchor size="xs" underline="always" renderRoot={(props) => <Link to="/analysis/annotations" search={{ from: range.from, to: range.to }} {...props} />}>
        {t('annotations.all', { count: annotations.length })}
      </Anchor>
    </Text>
  );
}

/** The same once for several charts over one range, which ask for it too: nothing is read twice. */
export function RangeNotes({ range }: Pick<ChangeNotesProps, 'range'>): ReactElement {
  const noted = useAnnotations(`${range.from} ${range.to}`, () => resolveRange(range, Date.now()));
  return <ChangeNotes annotations={noted.data ?? []} range={range} failed={noted.isError} />;
}
