import type { CourseStep } from '../../api/impact';
import { withLayers, type LayeredChart } from '../../charts/layers';

const ALONE = {};

/** The KPI as it was measured, over what was expected. */
export function impactChart(course: readonly CourseStep[], measured: string, expectedName: (name: string) => string): LayeredChart {
  const times = course.map(({ time }) => Date.parse(time) / 1_000);
  return withLayers(
    [times, course.map(({ actual }) => actual ?? null)],
    [{ label: measured }],
    [ALONE],
    [{ labels: ALONE, times, expected: course.map(({ expected }) => expected), lower: course.map(({ lower }) => lower), upper: course.map(({ upper }) => upper), marks: [] }],
    expectedName,
  );
}
