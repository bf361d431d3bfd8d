package io.bpftest.program;

import java.util.Arrays;

/** The ratios of the times of two programs, round by round, in ascending order. */
record Ratios(double[] ascending) {

    /** The chance that the interval misses on one side: five looks at growing samples miss with 0.5 % at most, both ends taken. */
    private static final double CHANCE = 0.0005;

    static Ratios of(Samples subject, double aboveSubject, Samples reference, double aboveReference) {
        int[] numerators = subject.nanoseconds();
        int[] denominators = reference.nanoseconds();
        double[] ratios = new double[numerators.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (numerators[i] + aboveSubject) / (denominators[i] + aboveReference);
        }
        Arrays.sort(ratios);
        return new Ratios(ratios);
    }

    double median() {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }

    double lowest() {
        int rank = rank(ascending.length);
        return rank < 0 ? 0 : ascending[rank];
    }

    double highest() {
        int rank = rank(ascending.length);
        return rank < 0 ? Double.POSITIVE_INFINITY : ascending[ascending.length - 1 - rank];
    }

    /**
     * Gives how many values are left out at either end. The median lies below the one after them only if at most so many of
     * all are below the median, each of which is as likely as heads of a fair coin.
     *
     * @return negative if there are so few that even the extremes say too little
     */
    static int rank(int size) {
        double exactly = Math.pow(0.5, size);
        double atMost = exactly;
        int rank = -1;
        while (atMost <= CHANCE) {
            rank++;
            exactly = exactly * (size - rank) / (rank + 1);
            atMost += exactly;
        }
        return rank;
    }
}
