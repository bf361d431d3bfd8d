package io.bpftest.engine.codec;

/** What a codec offers whose values are whole numbers: conversion without an object between. */
interface PrimitiveCodec {

    /** Reads the number. */
    long decodeLong(long address);

    /**
     * Writes a number.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit
     */
    void encodeLong(long number, long address);
}
