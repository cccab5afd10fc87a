import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation, Mover } from '../api/analysis';
import { formatLabels } from '../charts/alignedData';
import { formatValue } from '../lib/formatNumber';
import { formatDuration } from '../lib/formatTime';

/** An explanation in words, what moved, and what was changed near it. */
export function ExplanationText({ explanation }: { readonly explanation: Explanation }): ReactElement {
  const { t, i18n } = useTranslation();
  const { text, movers, changes, search } = explanation;
  return (
    <>
      <Text size="sm">{text}</Text>
      {movers.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table verticalSpacing={4} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('analysis.mover')}</Table.Th>
                <Table.Th ta="right">{t('analysis.share')}</Table.Th>
                <Table.Th ta="right">{t('analysis.lead')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {movers.map((mover) => (
                <Table.Tr key={formatLabels(mover.labels)}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <Anchor size="sm" renderRoot={(props) => <Link to="/explore" search={{ query: mover.query }} {...props} />}>
                      {formatLabels(mover.labels)}
                    </Anchor>
                    {mover.inverse && (
                      <Text span size="xs" c="dimmed">
                        {' '}
                        {t('analysis.inverse')}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">{formatValue(mover.share, 'ratio', i18n.language)}</Table.Td>
                  <Table.Td ta="right">{lead(mover)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {changes.map(({ kind, text: words, start, leadSeconds }) => (
        <Text key={`${kind} ${start} ${words}`} size="sm">
          {t('analysis.change', { kind, text: words })}{' '}
          <Text span c="dimmed">
            {lead({ leadSeconds })}
          </Text>
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {search.error ?? search.reason}
      </Text>
    </>
  );

  function lead({ leadSeconds }: Pick<Mover, 'leadSeconds'>): string {
    if (leadSeconds === 0) return t('analysis.sameTime');
    const length = formatDuration(Math.abs(leadSeconds) * 1_000);
    return t(leadSeconds > 0 ? 'analysis.earlier' : 'analysis.later', { length });
  }
}
