import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../test/render';
import type { Rule } from '../../api/rules';
import { RuleSettingsText } from './RuleSettingsText';

const RULE: Rule = { name: 'A', type: 'alerting', query: 'x > 5', health: 'ok', lastEvaluation: '', evaluationTime: 0, duration: 60, labels: { severity: 'critical' } };

async function sentences(changes: Partial<Rule>): Promise<(string | null)[]> {
  renderPage(<RuleSettingsText rule={{ ...RULE, ...changes }} />);
  return within(await screen.findByRole('list')).getAllByRole('listitem').map(({ textContent }) => textContent);
}

describe('what a rule does beside firing', () => {
  it('is said in words, with what is left out filled in', async () => {
    expect(await sentences({
      keepFiringFor: 120,
      'x-perfmonitor': { recovery_threshold: 4, flapping: { starts: 4, within: '30m' }, approaching: { threshold: 4.5, recovery_threshold: 4.2 }, no_data: {}, error: { for: '2m', severity: 'info' } },
    })).toEqual([
      'Keeps firing for 2m after its condition has ended.',
      'An alert that fires recovers only once the value has passed 4.',
      'Alerts that began 4 times within 30m are told as one.',
      'Warns before (info): threshold 4.5, after 1m.',
      'The warning before recovers only once the value has passed 4.2.',
      'Missing data is an alert (critical): what the rule reads has no samples, after 1m.',
      'A failing evaluation is an alert (info), after 2m.',
    ]);
  });

  it('names the expressions that are given', async () => {
    expect(await sentences({ duration: 0, 'x-perfmonitor': { keep_firing_while: 'x > 4', approaching: { expr: 'x > 3', severity: 'warning' }, no_data: { expr: 'up', severity: 'info' } } })).toEqual([
      'An alert that fires goes on while x > 4 has a result.',
      'Warns before (warning): x > 3, at once.',
      'Missing data is an alert (info): up has no samples, at once.',
    ]);
  });
});
