/** How much the rate of change itself may change within a step, degrees per second (standard deviation). */
const RESTLESSNESS = 0.006;

/**
 * Kalman, 1960: an estimate that remembers. It follows a value and the rate at which it changes. Before each measurement it
 * predicts; then it takes a part of the difference, the larger the less sure it was of its prediction.
 */
export class KalmanFilter {
  /** Degrees, and degrees per second. */
  value = 0;
  rate = 0;
  private readonly seconds: number;
  private begun = false;
  // How unsure it is: variances of the value and the rate, and their covariance.
  private ofValue = 0;
  private ofRate = 0.01;
  private ofBoth = 0;

  /** `seconds`: from one measurement to the next. */
  constructor(seconds: number) {
    this.seconds = seconds;
  }

  /** A measurement with its variance. The answer is the new estimate. */
  update(measured: number, variance: number): number {
    if (this.begun) {
      this.predict();
      this.correct(measured, variance);
    } else {
      this.begun = true;
      this.value = measured;
      this.ofValue = variance;
    }
    return this.value;
  }

  private predict(): void {
    const t = this.seconds;
    this.value += t * this.rate;
    this.ofValue += 2 * t * this.ofBoth + t * t * this.ofRate;
    this.ofBoth += t * this.ofRate;
    this.ofRate += RESTLESSNESS ** 2;
  }

  private correct(measured: number, variance: number): void {
    const surprise = measured - this.value;
    const valueGain = this.ofValue / (this.ofValue + variance);
    const rateGain = this.ofBoth / (this.ofValue + variance);
    this.value += valueGain * surprise;
    this.rate += rateGain * surprise;
    this.ofRate -= rateGain * this.ofBoth;
    this.ofBoth *= 1 - valueGain;
    this.ofValue *= 1 - valueGain;
  }
}
