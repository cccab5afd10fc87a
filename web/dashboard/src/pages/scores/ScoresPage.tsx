import { Code, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScores, type Score, type Scores } from '../../api/scores';
import { Failure, StaleNotice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { formatDigits } from '../../lib/formatNumber';
import { formatClock } from '../../lib/formatTime';
import { Gauge } from './Gauge';
import { PartTable } from './PartTable';
import { RequestBar } from './RequestBar';
import { lossesOf } from './scoreParts';
import { usePartName } from './usePartName';

const SATISFACTION_FORMULA = '100 · (satisfied + tolerating / 2) / all';

/** How well the system does, in three numbers, and what each is made of. */
export function ScoresPage(): ReactElement {
  const { t, i18n } = useTranslation();
  const scores = useScores();
  return (
    <>
      <PageHeader title={t('scores.title')} lead={t('scores.lead')}>
        {scores.data !== undefined && <Text size="sm" c="dimmed">{t('scores.at', { time: formatClock(new Date(scores.data.time), i18n.language) })}</Text>}
      </PageHeader>
      {scores.data === undefined ? (
        scores.isError ? <Failure error={scores.error} onRetry={() => void scores.refetch()} /> : <Waiting />
      ) : (
        <Stack gap="md">
          {scores.isError && <StaleNotice error={scores.error} />}
          <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
            <ScorePanel name="health" score={scores.data.health} />
            <ScorePanel name="optimization" score={scores.data.optimization} />
            <SatisfactionPanel scores={scores.data} />
          </SimpleGrid>
          {(['health', 'optimization'] as const).map((name) => (
            <Panel key={name} flush title={t(`scores.partsOf.${name}`)}>
              <PartTable label={t(`scores.partsOf.${name}`)} source={scores} score={scores.data[name]} />
            </Panel>
          ))}
          <Text size="sm" c="dimmed">{t('scores.colours')}</Text>
        </Stack>
      )}
    </>
  );
}

function ScorePanel({ name, score }: { readonly name: 'health' | 'optimization'; readonly score: Score }): ReactElement {
  const { t, i18n } = useTranslation();
  const nameOf = usePartName();
  const [worst] = lossesOf(score.parts);
  return (
    <Panel title={t(`scores.${name}`)}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">{t(`scores.${name}Text`)}</Text>
        <Gauge value={score.value} testId={`score-${name}`} />
        {typeof worst?.lost === 'number' && typeof score.value === 'number' && (
          <Text size="sm">
            {worst.lost < 0.05 ? t('scores.nothingLost') : t('scores.worst', { name: nameOf(worst.part.name), lost: formatDigits(worst.lost, i18n.language, 2), reason: worst.part.reason })}
          </Text>
        )}
        <Text size="xs" c="dimmed">{score.reason}</Text>
        <Formula>{score.formula}</Formula>
      </Stack>
    </Panel>
  );
}

function SatisfactionPanel({ scores: { satisfaction, satisfactionReason, requests } }: { readonly scores: Scores }): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel title={t('scores.satisfaction')}>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">{t('scores.satisfactionText')}</Text>
        <Gauge value={satisfaction} testId="score-satisfaction" />
        {requests !== null && requests !== undefined && <RequestBar requests={requests} />}
        <Text size="xs" c="dimmed">{satisfactionReason}</Text>
        <Formula>{SATISFACTION_FORMULA}</Formula>
      </Stack>
    </Panel>
  );
}

function Formula({ children }: { readonly children: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed">{t('scores.formula')}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap' }}>{children}</Code>
    </div>
  );
}

function Waiting(): ReactElement {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} aria-busy aria-label={t('loading')}>
      {[1, 2, 3].map((panel) => <Skeleton key={panel} height={260} radius="md" />)}
    </SimpleGrid>
  );
}
