package io.bpftest.engine.btf;

/** The kinds of {@code BTF_KIND_*} in {@code linux/btf.h}, in the kernel's order. */
enum BtfKind {
    VOID,
    INT,
    PTR,
    ARRAY,
    STRUCT,
    UNION,
    ENUM,
    FWD,
    TYPEDEF,
    VOLATILE,
    CONST,
    RESTRICT,
    FUNC,
    FUNC_PROTO,
    VAR,
    DATASEC,
    FLOAT,
    DECL_TAG,
    TYPE_TAG,
    ENUM64,
    UNKNOWN;

    static BtfKind of(int number) {
        return number < UNKNOWN.ordinal() ? values()[number] : UNKNOWN;
    }
}
